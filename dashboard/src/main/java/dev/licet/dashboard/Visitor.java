package dev.licet.dashboard;

import dev.licet.http.Request;
import dev.licet.http.lane.Asker;
import dev.licet.storage.dashboard.KnownBrowsers;
import java.net.InetAddress;
import java.util.HexFormat;

/// Where a request comes from, for those who guess passwords and those who do not.
///
/// @param request it
/// @param cookies those of the dashboard
/// @param browsers tells on which browsers somebody signed in before
record Visitor(Request request, Cookies cookies, KnownBrowsers browsers) {
    private static final String ADDRESS = "address ";

    /// Whose guess it is where a name is typed. A browser on which that name signed in before counts for
    /// itself, so that nobody else can keep its owner out.
    Attempts.Guess guess(String name) {
        String from = cookies.known(request)
                .flatMap(text -> browsers.recognize(text, name))
                .map(browser -> "browser " + browser)
                .orElseGet(this::place);
        return new Attempts.Guess(from, name);
    }

    /// Whose guess it is in a session that somebody may have left open: never that of a known browser.
    Attempts.Guess guessInside(String name) {
        return new Attempts.Guess(place(), name);
    }

    /// The browser that waits while a password is compared.
    Asker asker() {
        return new Asker(place(), request.client()::isGone, request.client()::isSilent);
    }

    /// An address of IPv6 is one of very many that its owner has; the first half of it is the owner's.
    private String place() {
        String address = request.client().address();
        return ADDRESS + (address.contains(":") ? half(address) : address);
    }

    private static String half(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, bytes.length / 2);
        } catch (IllegalArgumentException otherForm) {
            return address;
        }
    }
}
