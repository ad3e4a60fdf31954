/// A simulated FairPlay player: makes SPCs and opens CKCs. It speaks no HTTP; who uses it carries the bytes.
///
/// It works with credentials whose derivation it knows: the stand-in, or a fixed DASk. No genuine device is
/// imitated, because the derivation of those is secret.
package dev.licet.device.fairplay;
