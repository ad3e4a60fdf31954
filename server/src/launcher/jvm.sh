# The flags of the JVM that serves. Sourced by licet and by bench/run; sets $safe_flags and $serve_flags.

# No heap dump, no debugger, no deserialization: the heap holds keys.
safe_flags='-XX:+ExitOnOutOfMemoryError -XX:-HeapDumpOnOutOfMemoryError -XX:+DisableAttachMechanism -Djdk.serialFilter=!*'
serve_flags="$safe_flags --enable-native-access=org.xerial.sqlitejdbc"
