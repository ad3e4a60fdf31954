/// Puts the DRM systems together: the one package that knows all of them.
package dev.licet.drm.system;
