package dev.licet.server.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/// Whether documents are as the schemas say. DASH-IF's schema of CPIX is on Maven Central no more than on npm and
/// states no license, so that of `cpix.xsd` is written anew after the specification, as is the part of PSKC that CPIX
/// uses; those of XML Signature and XML Encryption are the W3C's, out of the jar of Apache Santuario.
final class CpixSchema {
    private static final List<String> OF_W3C = List.of("xmldsig-core-schema.xsd", "xenc-schema.xsd", "xop-include.xsd");

    private final Schema schema;

    /// @param version `2.3` or `2.4`
    /// @param folder  an empty one
    CpixSchema(String version, Path folder) throws IOException, SAXException {
        for (String name : OF_W3C) Files.write(folder.resolve(name), resource("/bindings/schemas/" + name));
        Files.write(folder.resolve("pskc.xsd"), resource("pskc.xsd"));
        String other = version.equals("2.3") ? "<!-- 2.4 -->" : "<!-- 2.3 -->";
        List<String> lines = new String(resource("cpix.xsd"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.endsWith(other))
                .toList();
        Path root = Files.write(folder.resolve("cpix.xsd"), lines);
        schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(root.toFile());
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = name.startsWith("/")
                ? CpixSchema.class.getClassLoader().getResourceAsStream(name.substring(1))
                : CpixSchema.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /// What is wrong first; empty for a document as it should be.
    Optional<String> complaint(byte[] document) throws IOException {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
            return Optional.empty();
        } catch (SAXException invalid) {
            return Optional.of(invalid.getMessage());
        }
    }
}
