package dev.licet.dashboard.openid;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// How a provider knows us.
///
/// @param issuer     the provider, exactly as it names itself
/// @param clientId   our name there
/// @param secretFile the file whose first line is our secret there; empty for a public client
/// @param claim      which claim of the ID token is the name of a user of the dashboard
public record OpenIdSetting(URI issuer, String clientId, Optional<Path> secretFile, String claim) {}
