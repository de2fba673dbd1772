/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.log.Notices;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.model.error.TandemException;
import dev.tandem.status.http.Address;
import dev.tandem.status.http.Desk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --http}: where the status page is served. */
final class HttpOption {
  private static final String OFF = "off";

  @Option(
      names = "--http",
      paramLabel = "[HOST:]PORT",
      description = {
        "Serves the status page, /metrics, /healthz, /readyz and /status.json there; whoever reaches it can read them.",
        "HOST is 127.0.0.1 if left out; port 0 is any that is free. run does so on 127.0.0.1:8480 unless told 'off'."
      })
  private @Nullable String http;

  @Option(
      names = "--http-allow-host",
      paramLabel = "NAME",
      description = "A name by which the page may be asked for, besides localhost and HOST.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--http-token-file",
      paramLabel = "FILE",
      description =
          "Holds a token: whoever sends it may also pause, resume and restart entities there.")
  private @Nullable Path token;

  /**
   * Serves the status of processes where it was asked for.
   *
   * @param usual where if nothing was said, or any free port there; empty for nowhere
   * @return nothing where it is not served
   * @throws TandemException when it cannot be
   */
  Optional<Observed.Served> serve(Observed observed, Optional<Address> usual) {
    String asked = http;
    Optional<Observed.Served> served = Optional.empty();
    if (asked != null && !asked.equals(OFF)) {
      served = Optional.of(observed.serve(address(asked), Set.copyOf(allowed), desk(observed)));
    } else if (asked == null && usual.isPresent()) {
      served =
          Optional.of(observed.serveSomewhere(usual.get(), Set.copyOf(allowed), desk(observed)));
    }
    served.ifPresent(one -> Notices.say("status page at " + one.url()));
    return served;
  }

  private Optional<Desk> desk(Observed observed) {
    return Optional.ofNullable(token)
        .map(file -> new Desk(new TokenFile(file), new HttpActs(observed.pipeline())));
  }

  private static Address address(String asked) {
    return Address.of(asked)
        .orElseThrow(
            () ->
                new TandemException(
                    CliCode.HTTP,
                    "--http "
                        + asked
                        + " is no place to serve the status page. "
                        + CliCode.HTTP.remedy()));
  }
}
