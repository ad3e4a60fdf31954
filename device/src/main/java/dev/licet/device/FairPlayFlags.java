package dev.licet.device;

import dev.licet.device.fairplay.SpcWrapping;
import picocli.CommandLine.Option;

/// The options of `play` that only a FairPlay device has.
final class FairPlayFlags {
    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Take the certificate that the server hands out for this account.")
    String account;

    @Option(names = "--certificate", paramLabel = "FILE|URL", description = "Take this application certificate.")
    String certificate;

    @Option(
            names = "--ask",
            paramLabel = "HEX|FILE",
            description = "Secret of the stand-in derivation (default: fairplay-ask.hex of the server's factory).")
    String ask;

    @Option(
            names = "--spc-version",
            paramLabel = "1|2",
            defaultValue = "2",
            description = "1: RSA-1024; 2: RSA-2048 (default).")
    int version;

    @Option(
            names = "--wrapping",
            paramLabel = "FORM",
            defaultValue = "RAW",
            description = "How the request is packed: ${COMPLETION-CANDIDATES} (default: RAW).")
    SpcWrapping wrapping;
}
