/// The command `licet` for devices: make one, ask for a token, play a token URL.
///
/// [Main][dev.licet.device.Main] wires the commands. A command asks a [Player][dev.licet.device.Player] of one DRM
/// system, gets an [Outcome][dev.licet.device.Outcome], and prints it as text or JSON. Exit codes: 0 done, 2 wrong
/// usage, 3 refused by the server, 4 no usable answer.
package dev.licet.device;
