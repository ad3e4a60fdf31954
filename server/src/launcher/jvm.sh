# The flags of the JVM. Sourced by licet and by bench/run; sets $safe_flags, $short_flags for commands, and
# $serve_flags for what serves.

# No heap dump, no debugger, no deserialization: the heap holds keys.
safe_flags='-XX:+ExitOnOutOfMemoryError -XX:-HeapDumpOnOutOfMemoryError -XX:+DisableAttachMechanism -Djdk.serialFilter=!*'

# What ends soon is not worth loading a native library or a second compiler, nor a second collector thread.
short_flags="$safe_flags -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlicet.crypto.native=false"

# $1 is the folder with the modules of the server.
find_serve_flags() {
    native=org.xerial.sqlitejdbc
    for jar in "$1"/AmazonCorrettoCryptoProvider-*.jar; do
        [ ! -e "$jar" ] || native=$native,com.amazon.corretto.crypto.provider
    done
    # A cache that does not fit the JVM any more is no news: it is passed over, and the start takes a second longer.
    serve_flags="$safe_flags --enable-native-access=$native -Xlog:aot*=off -Xlog:cds*=off"
}
