# SPDX-License-Identifier: Apache-2.0
# Runs a server that cannot outlive whoever holds the other end of standard input.
#
#   sh leash.sh PID_FILE LOG_FILE SECONDS "SIGNAL ..." COMMAND [ARGUMENT ...]
#
# Prints the server's process id. Each line read is a signal for the server. When the input
# closes, the signals are sent one after the other, SECONDS apart, and KILL at last.
pid_file=$1 log_file=$2 seconds=$3 signals=$4
shift 4
exec 3<&0
"$@" </dev/null >>"$log_file" 2>&1 3<&- &
server=$!
echo "$server" >"$pid_file"
echo "$server"

(
  while read -r signal <&3; do
    kill -s "$signal" "$server"
  done
  for signal in $signals KILL; do
    kill -s "$signal" "$server" || exit 0
    tries=$((seconds * 10))
    while [ "$tries" -gt 0 ]; do
      kill -0 "$server" || exit 0
      sleep 0.1
      tries=$((tries - 1))
    done
  done
) >/dev/null 2>&1 &
watch=$!

trap 'kill -s TERM "$server"' TERM
trap : HUP INT
wait "$server"
status=$?
# A signal to this shell ends the wait early.
while [ "$status" -gt 128 ] && kill -0 "$server" 2>/dev/null; do
  wait "$server"
  status=$?
done
kill "$watch" 2>/dev/null
exit "$status"
