# The OCI image layout: two layers, made with tar alone. The base is what Debian's packages hold of a C library and a shell; the
# second layer is the program. Sourced by package.

image_packages='base-files libc6 libgcc-s1 zlib1g busybox-static'

build_image() {
    image=$work/image
    blobs=$image/layout/blobs/sha256
    rm -rf "$image"
    mkdir -p "$blobs" "$image/debs"
    base_layer
    program_layer
    image_config
    image_manifest
    printf '{"imageLayoutVersion":"1.0.0"}' >"$image/layout/oci-layout"
    set_times "$image/layout"
    pack "$packages/licet-$version-$debian_arch.oci.tar" "$image/layout" .
}

base_layer() {
    root=$image/base
    mkdir -p "$root"
    # apt drops its rights to download, so the folder must be open for that long.
    # shellcheck disable=SC2086
    (cd "$image/debs" && apt-get download -qq $image_packages >/dev/null 2>"$work/image.log") || {
        cat "$work/image.log" >&2
        echo "package: Debian's packages for the base of the image cannot be had" >&2
        exit 1
    }
    for deb in "$image"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
    rm -rf "$root/usr/share/doc" "$root/usr/share/man" "$root/usr/share/locale" "$root/usr/share/lintian" "$root/usr/lib/$machine-linux-gnu/gconv" \
        "$root/usr/lib/$machine-linux-gnu/audit"
    # Old and new places of programs and libraries are one, as on any Debian.
    merge_usr
    for name in sh ls cat cut dirname basename sed grep mkdir rm mv uname env sleep date id wget; do
        ln -sf busybox "$root/usr/bin/$name"
    done
    mkdir -p "$root/etc" "$root/tmp" "$root/var/lib/licet" "$root/proc" "$root/sys" "$root/dev"
    chmod 1777 "$root/tmp"
    printf 'root:x:0:0:root:/root:/usr/sbin/nologin\nlicet:x:10001:10001:Licet:/var/lib/licet:/usr/sbin/nologin\n' >"$root/etc/passwd"
    printf 'root:x:0:\nlicet:x:10001:\n' >"$root/etc/group"
    printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
    add_layer base "$root" .
}

merge_usr() {
    for folder in bin sbin lib lib64; do
        mkdir -p "$root/usr/$folder"
        if [ -d "$root/$folder" ] && [ ! -L "$root/$folder" ]; then
            cp -a "$root/$folder/." "$root/usr/$folder/"
            rm -rf "${root:?}/$folder"
        fi
        ln -sfn "usr/$folder" "$root/$folder"
    done
}

program_layer() {
    root=$image/program
    mkdir -p "$root/opt"
    cp -a "$stage" "$root/opt/licet"
    add_layer program "$root" opt
}

# $1 names the layer, $2 is its root, $3 what of it.
add_layer() {
    set_times "$2"
    pack "$image/$1.tar" "$2" "$3"
    eval "$1_diff=$(sha256sum <"$image/$1.tar" | cut -d ' ' -f 1)"
    gzip -9 -n "$image/$1.tar"
    eval "$1_size=$(stat -c %s "$image/$1.tar.gz")"
    eval "$1_digest=$(add_blob "$image/$1.tar.gz")"
}

# Moves a file among the blobs and prints its digest.
add_blob() {
    digest=$(sha256sum <"$1" | cut -d ' ' -f 1)
    mv "$1" "$blobs/$digest"
    echo "$digest"
}

# The data directory is the only place that is written to. The image listens on all its addresses, because its network is its own.
image_config() {
    cat >"$image/config" <<END
{"created":"$time","architecture":"$debian_arch","os":"linux","config":{"User":"10001:10001","ExposedPorts":{"8080/tcp":{},"8081/tcp":{},"8082/tcp":{}},"Env":["PATH=/usr/bin","LICET_DATA=/var/lib/licet","LICET_HOST=0.0.0.0"],"Entrypoint":["/opt/licet/bin/licet"],"Cmd":["serve"],"Volumes":{"/var/lib/licet":{}},"WorkingDir":"/var/lib/licet","Labels":{"org.opencontainers.image.title":"licet","org.opencontainers.image.description":"A multi-DRM license token service","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"},"StopSignal":"SIGTERM"},"rootfs":{"type":"layers","diff_ids":["sha256:$base_diff","sha256:$program_diff"]},"history":[{"created":"$time","created_by":"Debian: $image_packages"},{"created":"$time","created_by":"Licet $version"}]}
END
    config_size=$(stat -c %s "$image/config")
    config_digest=$(add_blob "$image/config")
}

image_manifest() {
    layer='application/vnd.oci.image.layer.v1.tar+gzip'
    cat >"$image/manifest" <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config_digest","size":$config_size},"layers":[{"mediaType":"$layer","digest":"sha256:$base_digest","size":$base_size},{"mediaType":"$layer","digest":"sha256:$program_digest","size":$program_size}]}
END
    size=$(stat -c %s "$image/manifest")
    digest=$(add_blob "$image/manifest")
    cat >"$image/layout/index.json" <<END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$digest","size":$size,"annotations":{"org.opencontainers.image.ref.name":"$version"},"platform":{"architecture":"$debian_arch","os":"linux"}}]}
END
}
