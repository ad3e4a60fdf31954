/// Keys at rest: the content keys of accounts, the keys that tokens are sealed under, and what
/// packagers were given.
package dev.licet.storage.key;
