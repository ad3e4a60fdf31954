package dev.licet.keys.speke;

import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.Scheme;
import dev.licet.keys.cpix.Recipient;
import dev.licet.keys.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/// A document that has been read and can be served.
///
/// @param version    of the interface
/// @param root       the document
/// @param orders     what it wants; with a scheme where the document says one
/// @param scheme     how the content will be encrypted: as the document says, in SPEKE 1.0 as its systems need it
/// @param recipients whom the keys are encrypted to; none for keys in clear
record SpekeRequest(Version version, XmlElement root, KeyOrders orders, Scheme scheme, List<Recipient> recipients) {
    boolean saysScheme() {
        return orders.scheme().isPresent();
    }

    /// Whether all systems that are asked for can play content in that scheme.
    boolean canBe(Scheme other) {
        return orders.systems().stream().allMatch(system -> RequestReader.isOfSegments(system) || system.plays(other));
    }

    /// The same for content in that scheme.
    SpekeRequest in(Scheme settled) {
        var orders =
                new KeyOrders(this.orders.contentId(), Optional.of(settled), this.orders.systems(), this.orders.keys());
        return new SpekeRequest(version, root, orders, settled, recipients);
    }
}
