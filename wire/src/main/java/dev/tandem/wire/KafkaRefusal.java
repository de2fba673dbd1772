/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Tells a user why Kafka does not let a client in, or forbids what it asked for. */
public final class KafkaRefusal {
  private KafkaRefusal() {}

  /**
   * The refusal behind a failure of a client that has just been made; empty when there is none.
   *
   * @param what a sentence without its full stop, such as {@code the topic could not be read}
   */
  public static Optional<TandemException> of(Throwable failure, String what) {
    return refusal(failure).map(refused -> told(code(refused), what, refused));
  }

  /**
   * The same of a client that worked before. A client reads its login once, so one that is refused
   * later on can only be made anew.
   */
  public static Optional<TandemException> later(Throwable failure, String what) {
    return refusal(failure)
        .map(
            refused ->
                told(
                    code(refused) == WireCode.LOGIN ? WireCode.STALE : code(refused),
                    what,
                    refused));
  }

  /** What a user is told of settings of which no client can be made; never their values. */
  static TandemException ofSettings(KafkaException failure, String where) {
    String detail =
        Causes.say(failure, "JAAS", "jaas") ? "sasl.jaas.config cannot be used" : reason(failure);
    return new TandemException(
        WireCode.SETTINGS,
        where + "no client can be made (" + detail + "). " + WireCode.SETTINGS.remedy(),
        failure);
  }

  /** The innermost words of Kafka's own name the file, and what lies behind says what is wrong. */
  private static String reason(KafkaException failure) {
    Throwable told = failure;
    for (Throwable cause : Causes.of(failure)) {
      told = cause instanceof KafkaException ? cause : told;
    }
    String root = Causes.root(failure).getMessage();
    String behind = root == null || root.equals(told.getMessage()) ? "" : ": " + root;
    return Causes.firstLine(told.getMessage() + behind);
  }

  private static Optional<Throwable> refusal(Throwable failure) {
    return Causes.of(failure).stream()
        .filter(
            cause ->
                cause instanceof AuthenticationException || cause instanceof AuthorizationException)
        .findFirst();
  }

  private static WireCode code(Throwable refused) {
    if (refused instanceof SslAuthenticationException) {
      return WireCode.TLS;
    }
    return refused instanceof AuthenticationException ? WireCode.LOGIN : WireCode.DENIED;
  }

  /** Of a handshake only what it began with says whether authority or name is wrong. */
  private static TandemException told(WireCode code, String what, Throwable refused) {
    Throwable telling = code == WireCode.TLS ? Causes.root(refused) : refused;
    return new TandemException(
        code,
        what + " (" + Causes.firstLine(telling.getMessage()) + "). " + code.remedy(),
        refused);
  }
}
