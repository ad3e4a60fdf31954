/// What the master key does: seals columns, hashes authenticators, proves that it is the right one.
package dev.licet.storage.seal;
