/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What the fake targets answer with. */
enum TestCode implements ErrorCode {
  AWAY,
  TAKEN;

  @Override
  public String code() {
    return "TD-TEST-" + name();
  }

  @Override
  public String meaning() {
    return "A test wants it so.";
  }

  @Override
  public String remedy() {
    return "None.";
  }

  @Override
  public ExitStatus exitStatus() {
    return ExitStatus.UNAVAILABLE;
  }
}
