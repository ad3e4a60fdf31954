package dev.licet.dashboard;

import dev.licet.dashboard.openid.OpenId;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/// How browsers come to the dashboard.
///
/// @param openId who else says who somebody is
/// @param self   how browsers reach the dashboard
/// @param secure whether they reach it over TLS
public record Access(Optional<OpenId> openId, Supplier<URI> self, boolean secure) {}
