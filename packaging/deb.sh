# The Debian package. Sourced by package.

build_deb() {
    # A snapshot sorts before the version that it leads to.
    debian_version=$(printf '%s' "$version" | sed 's/-SNAPSHOT$/~snapshot/')
    tree=$work/deb
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib" "$tree/usr/bin" "$tree/lib/systemd/system" "$tree/etc/licet" \
        "$tree/usr/share/doc/licet" "$tree/usr/share/man/man1" "$tree/usr/share/bash-completion/completions" \
        "$tree/usr/share/lintian/overrides"
    cp -a "$stage" "$tree/usr/lib/licet"
    deb_papers
    cp "$home/packaging/debian/licet.wrapper" "$tree/usr/bin/licet"
    cp "$home/packaging/debian/licet.service" "$tree/lib/systemd/system/licet.service"
    cp "$home/packaging/debian/licet.properties" "$tree/etc/licet/licet.properties"
    cp "$home/packaging/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/licet"
    cp "$home"/packaging/debian/postinst "$home"/packaging/debian/prerm "$home"/packaging/debian/postrm \
        "$home"/packaging/debian/conffiles "$tree/DEBIAN/"
    chmod 644 "$tree/etc/licet/licet.properties"
    chmod 755 "$tree/usr/bin/licet" "$tree/DEBIAN/postinst" "$tree/DEBIAN/prerm" "$tree/DEBIAN/postrm"
    chmod 644 "$tree/lib/systemd/system/licet.service" "$tree/usr/share/lintian/overrides/licet" "$tree/DEBIAN/conffiles"
    size=$(du -sk --apparent-size "$tree" | cut -f 1)
    sed "s/@VERSION@/$debian_version/; s/@ARCH@/$debian_arch/; s/@SIZE@/$size/" "$home/packaging/debian/control" >"$tree/DEBIAN/control"
    (cd "$tree" && find usr lib etc -type f | LC_ALL=C sort | grep -v '^etc/' | xargs -d '\n' md5sum >DEBIAN/md5sums)
    set_times "$tree"
    dpkg-deb --root-owner-group --build -Zxz "$tree" "$packages/licet_${debian_version}_${debian_arch}.deb" >/dev/null
}

# Debian has its own places for the papers.
deb_papers() {
    share=$tree/usr/lib/licet/share
    doc=$tree/usr/share/doc/licet
    mv "$share"/man/man1/*.1 "$tree/usr/share/man/man1/"
    # What is read by a shell and never run names no interpreter.
    sed '1{/^#!/d}' "$share/completion/licet" >"$tree/usr/share/bash-completion/completions/licet"
    gzip -9 -n "$tree"/usr/share/man/man1/*.1
    mv "$share/docs" "$doc/docs"
    mv "$share/README.md" "$share/SECURITY.md" "$share/sbom.cdx.json" "$doc/"
    cp "$home/packaging/debian/copyright" "$doc/copyright"
    mv "$share/CHANGELOG.md" "$doc/CHANGELOG.md"
    {
        printf 'licet (%s) unstable; urgency=medium\n\n  * See /usr/share/doc/licet/CHANGELOG.md.\n\n' "$debian_version"
        printf ' -- The Licet authors <maintainers@licet.dev>  %s\n' "$(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%a, %d %b %Y %H:%M:%S +0000')"
    } | gzip -9 -n >"$doc/changelog.gz"
    rm -rf "$share"
}
