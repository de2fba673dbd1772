/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of a procedure.
 *
 * @param procedure its name, also where the client sent its number
 */
public record RpcCall(String procedure, List<Parameter> parameters) {
  private static final int BY_NUMBER = 0xFFFF;
  private static final int NEXT_CALL = 0x80;
  private static final int NEXT_CALL_TOO = 0xFF;

  public RpcCall {
    parameters = List.copyOf(parameters);
  }

  /** All calls of a message. */
  public static List<RpcCall> readAll(ByteReader body) throws ProtocolException {
    SqlBatch.skipHeaders(body);
    List<RpcCall> calls = new ArrayList<>();
    while (body.remaining() > 0) {
      calls.add(read(body));
    }
    return calls;
  }

  private static RpcCall read(ByteReader body) throws ProtocolException {
    int length = body.u16();
    String procedure = length == BY_NUMBER ? numbered(body.u16()) : body.text(length);
    body.u16(); // flags
    List<Parameter> parameters = new ArrayList<>();
    while (body.remaining() > 0) {
      int name = body.u8();
      if (name == NEXT_CALL || name == NEXT_CALL_TOO) {
        break;
      }
      parameters.add(ParameterReader.read(body, body.text(name)));
    }
    return new RpcCall(procedure, parameters);
  }

  private static String numbered(int number) throws ProtocolException {
    return switch (number) {
      case 10 -> "sp_executesql";
      case 11 -> "sp_prepare";
      case 12 -> "sp_execute";
      case 13 -> "sp_prepexec";
      case 15 -> "sp_unprepare";
      default -> throw new ProtocolException("Procedure " + number + " is not imitated.");
    };
  }
}
