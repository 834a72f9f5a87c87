# Sourced: a fresh instance of the built distribution on its own ports. Ends with the script.
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
archive=$(ls "$bench"/../karaf-assembly/target/lamplighter-*.tar.gz 2>/dev/null | tail -1) || true
[ -n "$archive" ] || { echo "bench: build first: ./lamplighter build" >&2; exit 1; }
work=$(mktemp -d)
trap 'stop_instance; rm -rf "$work"' EXIT
tar xzf "$archive" -C "$work" --strip-components 1
export LAMP_DATA=$work/data LAMP_HTTP_PORT=${LAMP_HTTP_PORT:-28181} LAMP_SSH_PORT=${LAMP_SSH_PORT:-28101} LAMP_PG_PORT=${LAMP_PG_PORT:-25432}

start_instance() {
  "$work/bin/lamplighter" run >"$work/run.log" 2>&1 &
  for ((i = 0; i < 1200; i++)); do
    [ "$(curl -s -m 2 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$LAMP_HTTP_PORT/health")" = 200 ] && return
    sleep 0.1
  done
  tail -30 "$work/run.log" >&2
  exit 1
}

stop_instance() { "$work/bin/lamplighter" stop >/dev/null 2>&1 || true; }

partner_key() { # of a channel
  tr -d '\n' <"$LAMP_DATA/first-users.json" | sed "s/.*\"partner\":\"$1-1\",\"key\":\"\([^\"]*\)\".*/\1/"
}

ticks() { # of all processes that work in a directory, with their children that have ended
  local process sum=0 fields
  for process in /proc/[0-9]*; do
    [[ $(readlink "$process/cwd" 2>/dev/null) == "$1"* ]] || continue
    fields=$(sed 's/.*) //' "$process/stat" 2>/dev/null) || continue
    sum=$((sum + $(awk '{ print $12 + $13 + $14 + $15 }' <<<"$fields")))
  done
  echo "$sum"
}
