/// Programs that run the installation, by their tokens.
package dev.licet.storage.operator;
