/// A simulated Widevine device: what a content decryption module does, step by step and out in the open
/// (reference: widevine.md 2). It can only be a device under a self-made root; no genuine device can be imitated.
package dev.licet.device.widevine;
