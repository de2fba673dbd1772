/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request must be like to be answered. A page of somebody else's, whose name is made to lead
 * to this machine, is told by the name that its requests carry; an address carries none.
 */
final class Guard {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Set<String> names = new TreeSet<>(Set.of("localhost"));
  private final boolean takesOrders;

  /**
   * A guard.
   *
   * @param others names, besides those of this machine and the address, that a request may carry
   * @param takesOrders whether there is a {@link Desk} to look at orders more closely
   */
  Guard(String boundHost, Set<String> others, boolean takesOrders) {
    this.takesOrders = takesOrders;
    names.add(boundHost.toLowerCase(Locale.ROOT));
    others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** The answer to a request that is refused; empty for one that may be answered. */
  Optional<Answer> refusal(Request request) {
    HttpFields headers = request.getHeaders();
    if (!isNamed(headers.get(HttpHeader.HOST)) || !isNamedByUri(request.getHttpURI().getHost())) {
      return Optional.of(
          Answer.text(
              403,
              "This name is not one of the status page's: allow it with --http-allow-host.\n"));
    } else if (takesOrders && Desk.isOrder(request)) {
      return Optional.empty();
    } else if (!HttpMethod.GET.is(request.getMethod())
        && !HttpMethod.HEAD.is(request.getMethod())) {
      return Optional.of(Answer.text(405, "The status can only be read.\n"));
    } else if (headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0
        || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      return Optional.of(Answer.text(413, "Nothing is taken in.\n"));
    }
    return Optional.empty();
  }

  private boolean isNamedByUri(@Nullable String host) {
    return host == null || isNamed(host);
  }

  private boolean isNamed(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
    return names.contains(name) || IPV4.matcher(name).matches() || isIpv6(name);
  }

  private static boolean isIpv6(String name) {
    return name.startsWith("[") && name.endsWith("]");
  }
}
