package dev.licet.keys.speke;

import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.Scheme;
import dev.licet.keys.cpix.Recipient;
import dev.licet.keys.xml.XmlElement;
import java.util.List;

/// A document that has been read and can be served.
///
/// @param version    of the interface
/// @param root       the document
/// @param orders     what it wants
/// @param scheme     how the content will be encrypted: as the document says, in SPEKE 1.0 as its systems need it
/// @param recipients whom the keys are encrypted to; none for keys in clear
record SpekeRequest(Version version, XmlElement root, KeyOrders orders, Scheme scheme, List<Recipient> recipients) {}
