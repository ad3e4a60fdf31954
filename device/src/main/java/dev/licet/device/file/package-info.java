/// Files that only their owner can read.
package dev.licet.device.file;
