/// Keys at rest: the content keys of accounts, and the keys that tokens are sealed under.
package dev.licet.storage.key;
