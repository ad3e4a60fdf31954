package dev.licet.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/// A key and its certificate for `localhost`, made by the JDK's keytool.
final class Pem {
    private static final String PASSWORD = "changeit";

    private Pem() {}

    /// @param name of the files, and what the certificate says
    /// @return a folder with `name.crt`, `name.key` and `name.p12`
    static Path make(Path folder, String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Files.deleteIfExists(store);
        String keytool = Path.of(System.getProperty("java.home"), "bin/keytool").toString();
        var process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "licet",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) throw new IOException("keytool failed");
        KeyStore made = load(store);
        write(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                made.getCertificate("licet").getEncoded());
        write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                made.getKey("licet", PASSWORD.toCharArray()).getEncoded());
        return folder;
    }

    /// Copies the three files under another name, or into another folder.
    static void copy(Path from, String name, Path to, String other) throws IOException {
        for (String kind : new String[] {".crt", ".key", ".p12"})
            Files.copy(from.resolve(name + kind), to.resolve(other + kind));
    }

    static KeyStore load(Path store) throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
