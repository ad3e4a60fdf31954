/// The words that every part of the product shares: the environment, the DRM systems, and the catalogue of refusals.
package dev.licet.domain;
