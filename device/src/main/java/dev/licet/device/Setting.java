package dev.licet.device;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What the commands get from outside.
///
/// @param out    for results
/// @param err    for complaints
/// @param clock  the device's clock
/// @param random the device's chance
public record Setting(PrintWriter out, PrintWriter err, InstantSource clock, SecureRandom random) {}
