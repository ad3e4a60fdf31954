/// The program: [dev.licet.server.Main] has the commands, [dev.licet.server.Service] wires the running service.
package dev.licet.server;
