/// What manifests and playlists say about a key, and why a packager's document is refused.
package dev.licet.keys;
