/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads as much of CBOR (RFC 8949) as the AWS SDK writes. */
final class Cbor {
  private static final int UNTIL_BREAK = 31;
  private static final Object BREAK = new Object();

  private final ByteBuffer in;

  private Cbor(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  static Map<?, ?> map(byte[] bytes) {
    return (Map<?, ?>) new Cbor(bytes).item();
  }

  private Object item() {
    int head = in.get() & 0xff;
    int info = head & 0x1f;
    return switch (head >> 5) {
      case 0 -> (double) number(info);
      case 1 -> (double) (-1 - number(info));
      case 3 -> text((int) number(info));
      case 4 -> list(info);
      case 5 -> map(info);
      case 6 -> tagged(info);
      case 7 -> simple(info);
      default -> throw new IllegalStateException("unexpected head " + head);
    };
  }

  private long number(int info) {
    return switch (info) {
      case 24 -> in.get() & 0xffL;
      case 25 -> in.getShort() & 0xffffL;
      case 26 -> in.getInt() & 0xffffffffL;
      case 27 -> in.getLong();
      default -> info;
    };
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<Object> list(int info) {
    long most = info == UNTIL_BREAK ? Long.MAX_VALUE : number(info);
    List<Object> list = new ArrayList<>();
    for (long i = 0; i < most; i++) {
      Object item = item();
      if (item == BREAK) {
        break;
      }
      list.add(item);
    }
    return list;
  }

  private Map<Object, Object> map(int info) {
    long most = info == UNTIL_BREAK ? Long.MAX_VALUE : number(info);
    Map<Object, Object> map = new LinkedHashMap<>();
    for (long i = 0; i < most; i++) {
      Object key = item();
      if (key == BREAK) {
        break;
      }
      map.put(key, item());
    }
    return map;
  }

  private Object tagged(int info) {
    number(info);
    return item();
  }

  private Object simple(int info) {
    return switch (info) {
      case 20 -> false;
      case 21 -> true;
      case 26 -> (double) in.getFloat();
      case 27 -> in.getDouble();
      case UNTIL_BREAK -> BREAK;
      default -> throw new IllegalStateException("unexpected simple value " + info);
    };
  }
}
