#!/usr/bin/env bash
# Proves the README's two commands on a bare machine: builds a root with nothing but python3 in it, clones this checkout
# into it (below a folder with a space and Persian letters in its name) and runs there, timed:
#   bootstrap.py run, bootstrap.py run again, the start of the program alone, bootstrap.py test
#
#   tools/bare_root.sh [SUITE [MIRROR]]      bookworm unless told otherwise; noble wants Ubuntu's keyring, see KEYRING
#
# ROOT_DIR   where the root is built (default: a temporary folder that is removed at the end; a given one is kept, and
#            used again as it is when it is already there)
# LOG        where the log goes (default: out/bare-root-SUITE.log)
# KEYRING    the keys of the suite, where debootstrap does not know them
#
# Needs root, debootstrap and git. What this machine says about the network (apt's mirror and options, pip's settings,
# certificates, name resolution) is read when the script runs and holds in the root too; none of it is written here.
set -euo pipefail

suite=${1:-bookworm}
mirror=${2:-}
checkout=$(cd "$(dirname "$0")/.." && pwd)
log=${LOG:-$checkout/out/bare-root-$suite.log}

for tool in debootstrap git unshare chroot; do
    command -v "$tool" >/dev/null || { echo "bare_root.sh needs $tool: install it and call this again." >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "bare_root.sh builds and enters a root: call it as root." >&2; exit 1; }

# Mounts made in a namespace of their own are gone when the script ends, however it ends.
if [ -z "${BARE_ROOT_UNSHARED:-}" ]; then
    BARE_ROOT_UNSHARED=1 exec unshare --mount --propagation private -- "$0" "$@"
fi

mkdir -p "$(dirname "$log")"
exec > >(tee "$log") 2>&1

if [ -n "${ROOT_DIR:-}" ]; then
    root=$ROOT_DIR
else
    root=$(mktemp -d)
    trap 'cd /; umount -R "$root"/* 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
fi

build_root() {
    local options=(--variant=minbase --include=python3) script=/usr/share/debootstrap/scripts/$suite
    # A debootstrap that is older than the suite lacks its script; each family's suites share one.
    if [ ! -e "$script" ]; then
        case $mirror in *ubuntu*) script=${script%/*}/gutsy ;; *) script=${script%/*}/sid ;; esac
    fi
    # A stock Ubuntu has universe switched on; python3-venv lives there.
    if grep -qs ubuntu "$script"; then
        options+=(--components=main,universe)
    elif [ -z "$mirror" ]; then
        mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $suite" | head -n 1)
    fi
    if [ -n "${KEYRING:-}" ]; then options+=("--keyring=$KEYRING"); fi
    debootstrap "${options[@]}" "$suite" "$root" "$mirror" "$script" >"$root.debootstrap" 2>&1 \
        || { tail -n 5 "$root.debootstrap"; exit 1; }
    rm "$root.debootstrap"
}

# The words of pip's settings that are files or folders of this machine.
pip_paths() {
    python3 -m pip config list 2>/dev/null | tr "'= " '\n\n\n' | sed -n 's#^file://##; /^\//p' | sort -u
}

share_network_settings() {
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    apt-config dump | grep -E '^Acquire::(Check-|https?::|Proxy|Retries)' >"$root/etc/apt/apt.conf.d/90machine" || true
    if [ -f /etc/pip.conf ]; then cp /etc/pip.conf "$root/etc/pip.conf"; fi
    local path folder
    for path in $(pip_paths); do
        if [ -f "$path" ]; then
            # Certificates; at their own place the ca-certificates package would write over them.
            install -m 644 "$path" "$root/etc/machine-certificates.crt"
            echo 'Acquire::https::CAInfo "/etc/machine-certificates.crt";' >"$root/etc/apt/apt.conf.d/91certificates"
        elif [ -d "$path" ]; then
            # The pages of a local index lead to files beside it.
            folder=$path
            if [ "$(basename "$path")" = simple ]; then folder=$(dirname "$path"); fi
            mkdir -p "$root$folder"
            mount --bind "$folder" "$root$folder"
        fi
    done
}

mount_basics() {
    mount -t proc proc "$root/proc"
    local device
    for device in null zero random urandom; do
        if [ ! -e "$root/dev/$device" ]; then touch "$root/dev/$device"; fi
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir -p "$root/dev/shm" "$root/dev/pts"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
    ln -sf pts/ptmx "$root/dev/ptmx"
    mount -t tmpfs tmpfs "$root/dev/shm"
}

inside() {
    local variable settings=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
    for variable in $(env | grep -oiE '^(PIP_[A-Z_]+|(https?|no|all)_proxy)=' | tr -d '='); do
        settings+=("$variable=${!variable}")
    done
    if [ -f "$root/etc/machine-certificates.crt" ]; then settings+=(PIP_CERT=/etc/machine-certificates.crt); fi
    chroot "$root" env -i "${settings[@]}" sh -c 'cd "$1" && shift && exec "$@"' sh "$home" "$@"
}

timed() {
    echo
    echo "\$ $*"
    local start=$EPOCHREALTIME code=0
    inside "$@" || code=$?
    awk -v a="$start" -v b="$EPOCHREALTIME" -v code="$code" 'BEGIN { printf "[exit %d after %.1f s]\n", code, b - a }'
    if [ "$code" != 0 ]; then failures=$((failures + 1)); fi
}

if [ ! -x "$root/usr/bin/python3" ]; then
    echo "Building a bare $suite root with python3"
    build_root
fi
share_network_settings
mount_basics
home="/home/پژوهش من/qdatool"
rm -rf "${root:?}$home"
git clone -q --no-hardlinks "$checkout" "$root$home"

echo "$(. "$root/etc/os-release" && echo "$PRETTY_NAME"), $(nproc) processors, commit $(git -C "$checkout" rev-parse --short HEAD)"
failures=0
timed python3 --version
timed python3 bootstrap.py run
timed python3 bootstrap.py run
timed python3 bootstrap.py run --help
timed python3 bootstrap.py test
echo
echo "$failures of the commands failed"
exit "$((failures > 0))"
