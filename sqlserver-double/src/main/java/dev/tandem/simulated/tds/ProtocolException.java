/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.io.IOException;

/** What arrived is no TDS: the connection ends. */
public final class ProtocolException extends IOException {
  public ProtocolException(String message) {
    super(message);
  }
}
