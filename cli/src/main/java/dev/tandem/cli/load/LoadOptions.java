/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.lending.work.Mix;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param rate changed rows in a second; of a mix that reads, these count as well
 * @param warmUp the time before what is measured
 * @param clients sessions at the source
 * @param database the sample database's name
 * @param create whether to make and fill it first
 * @param rows to fill it with
 * @param login another user than the file's, who may write
 */
public record LoadOptions(
    Mix mix,
    int rate,
    Duration warmUp,
    Duration duration,
    int clients,
    long seed,
    Objective objective,
    String database,
    boolean create,
    long rows,
    Optional<Login> login) {

  /** A user of the source. */
  public record Login(String user, String password) {

    /** Never the password. */
    @Override
    public String toString() {
      return user;
    }
  }
}
