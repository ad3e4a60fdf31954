/// W3C Clear Key (Encrypted Media Extensions 9.1): every browser has it, and it protects nothing.
package dev.licet.drm.clearkey;
