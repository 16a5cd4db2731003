# Finds the JDK 25 that the scripts of this checkout run on. Sourced, not run.

die() {
  printf 'error: %s\nwhat to do: %s\n' "$1" "$2" >&2
  exit 1
}

is_jdk_25() {
  local line
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while read -r line; do
    [[ $line != JAVA_VERSION=\"25[.\"]* ]] || return 0
  done <"$1/release"
  return 1
}

# Sets jdk to its folder.
find_jdk() {
  for jdk in "${JAVA_HOME:-}" "${JDK_25:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
      return
    fi
  done
  if jdk=$(command -v javac 2>/dev/null); then
    jdk=$(dirname "$(dirname "$(readlink -f "$jdk")")")
    is_jdk_25 "$jdk" && return
  fi
  die "no JDK 25 was found" \
    "install one (Debian: apt-get install temurin-25-jdk, or from https://adoptium.net), or set JAVA_HOME to it"
}
