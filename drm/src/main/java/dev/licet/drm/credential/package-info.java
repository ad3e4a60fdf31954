/// Credentials as operators have them: files from a command line or a browser, checked before they are stored.
package dev.licet.drm.credential;
