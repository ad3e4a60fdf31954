/// Content keys in files: JSON lines, whose objects are those of the key storage API, and CSV with the same names in
/// its first line. Both are read and written row by row, however many there are.
package dev.licet.server.transfer;
