/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target refuses something that a batch holds; halving the batch finds what it is. */
public final class BatchRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean passing;
  private final transient @Nullable Delivery culprit;

  private BatchRefused(
      String code,
      boolean passing,
      String reason,
      @Nullable Delivery culprit,
      @Nullable Throwable cause) {
    super(reason, cause);
    this.code = code;
    this.passing = passing;
    this.culprit = culprit;
  }

  /**
   * The target did not say which change it refuses, and always will; the reason holds no values.
   */
  public static BatchRefused forGood(String code, String reason, Throwable cause) {
    return new BatchRefused(code, false, reason, null, cause);
  }

  /**
   * The target did not say which change it refuses, and changes still to come in other lanes can
   * make it acceptable: the other half of a swap of unique values, or the parent of a foreign key.
   */
  public static BatchRefused forNow(String code, String reason, Throwable cause) {
    return new BatchRefused(code, true, reason, null, cause);
  }

  /** This change is refused, and always will be. */
  public static BatchRefused of(Delivery culprit, String code, String reason) {
    return new BatchRefused(code, false, reason, culprit, null);
  }

  /** Stable, for the dead letter. */
  public String code() {
    return code;
  }

  /** Whether waiting can help. */
  public boolean passing() {
    return passing;
  }

  /** The change that was refused, when the target says which. */
  public Optional<Delivery> culprit() {
    return Optional.ofNullable(culprit);
  }

  /** One sentence without values. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
