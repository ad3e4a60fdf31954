package dev.licet.server.admin;

/// The reader of what operators' programs send, for tests of other packages.
public final class AdminJson {
    private AdminJson() {}

    public static void read(byte[] body) throws Exception {
        JsonBody.read(body);
    }
}
