package dev.licet.dashboard.view;

import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagingOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The content that packagers were given keys for, and what is set for them.
///
/// @param next the content id after which the next page begins
public record PackagingPage(
        Frame frame, PackagingOptions options, List<PackagedKeys.Content> contents, Optional<String> next) {
    /// The track rules as they are written.
    public String tracks() {
        return String.join("\n", options.tracks().words());
    }

    /// A content id in an address.
    public static String encoded(String contentId) {
        return URLEncoder.encode(contentId, StandardCharsets.UTF_8);
    }
}
