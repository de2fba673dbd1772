/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Text;
import dev.tandem.config.problem.ConfigCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain values that name servers, files and secrets. */
final class Forms {
  static final Scalar<Secret> SECRET =
      new Scalar<>(
          "a reference to a secret, such as ${NAME}",
          text -> new Secret(text.value(), text.reference()));

  /** A text that may hold a secret amid others. */
  static final Scalar<Secret> PROPERTY = new Scalar<>("a text", Forms::property);

  static final Scalar<String> HOST = new Scalar<>("a host name or address", Forms::host);

  static final Scalar<String> BOOTSTRAP =
      new Scalar<>("host:port pairs parted by commas", Forms::bootstrap);

  static final Scalar<String> POSTGRES_URL = new Scalar<>("a JDBC URL", Forms::postgresUrl);

  static final Scalar<URI> ENDPOINT = new Scalar<>("an http or https URL", Forms::endpoint);

  static final Scalar<String> REGION =
      Scalars.matching(
          "an AWS region",
          Pattern.compile("[a-z][a-z0-9-]{1,31}"),
          "write a region such as eu-central-1");

  static final Scalar<Path> FILE = new Scalar<>("a path", Forms::path);

  private static final String POSTGRES_EXAMPLE = "jdbc:postgresql://host:5432/database";
  private static final Pattern POSTGRES =
      Pattern.compile("jdbc:postgresql://([^/?#@]+)/([^/?#]+)(?:\\?(.*))?");
  private static final Set<String> OWN_PARAMETERS =
      Set.of("options", "preferQueryMode", "stringtype", "autosave", "readOnly", "replication");
  private static final Pattern USER_IN_URL = Pattern.compile("jdbc:postgresql://[^/?#]*@");

  private Forms() {}

  private static String host(Text text) throws Malformed {
    String host = text.value();
    if (Hosts.isHost(host)) {
      return host;
    }
    int instance = host.indexOf('\\');
    if (instance > 0 && Hosts.isHost(host.substring(0, instance))) {
      throw new Malformed(
          text.quoted() + " names an instance",
          "write the host alone, and the port that the instance listens on as port:");
    }
    if (Hosts.isHostWithPort(host.replace(',', ':'))) {
      throw new Malformed(
          text.quoted() + " holds a port", "write the host alone, and the port as port:");
    }
    if (Hosts.isHost('[' + host + ']')) {
      throw new Malformed(text.quoted() + " is an IPv6 address", "write it in brackets");
    }
    throw new Malformed(text.quoted() + " is no host", "write its name or address alone");
  }

  /** Kafka refuses these modules, too, but only in the middle of a start. */
  private static Secret property(Text text) throws Malformed {
    for (String module : KafkaConfig.REFUSED_LOGIN_MODULES) {
      if (text.value().contains(module)) {
        throw new Malformed(
            "the value names " + module + ", which can load code from elsewhere",
            "use another login module");
      }
    }
    return SECRET.form().parse(text);
  }

  private static String bootstrap(Text text) throws Malformed {
    List<String> pairs = Arrays.stream(text.value().split(",", -1)).map(String::strip).toList();
    if (!pairs.stream().allMatch(Hosts::isHostWithPort)) {
      throw new Malformed(
          text.quoted() + " is no list of brokers",
          "write host:port, several parted by commas: \"kafka-1:9092,kafka-2:9092\"");
    }
    return String.join(",", pairs);
  }

  /** Says nothing of the URL itself, which may hold a password. */
  private static String postgresUrl(Text text) throws Malformed {
    if (USER_IN_URL.matcher(text.value()).lookingAt()) {
      throw new Malformed(
          ConfigCode.SECRET, "the URL holds a user", "write user: and password: instead");
    }
    Matcher matcher = POSTGRES.matcher(text.value());
    if (!matcher.matches() || !areHosts(matcher.group(1))) {
      throw new Malformed("this is no PostgreSQL URL", "write " + POSTGRES_EXAMPLE);
    }
    String parameters = matcher.group(3) == null ? "" : matcher.group(3);
    for (String parameter : parameters.split("&")) {
      checkParameter(parameter.replaceFirst("=.*", ""));
    }
    return text.value();
  }

  private static void checkParameter(String name) throws Malformed {
    if (name.equals("user") || name.endsWith("password")) {
      throw new Malformed(
          ConfigCode.SECRET,
          "the URL holds the parameter " + name,
          "remove it: user: and password: are keys of their own, so that a URL can be shown");
    }
    if (OWN_PARAMETERS.contains(name)) {
      throw new Malformed(
          ConfigCode.GUARANTEE,
          "the URL holds the parameter " + name,
          "remove it: it would alter how Tandem reads and writes");
    }
  }

  /** The hosts of a URL that was read by {@link #POSTGRES_URL}. */
  static List<String> postgresHosts(String url) {
    Matcher matcher = POSTGRES.matcher(url);
    return matcher.matches() ? Hosts.of(matcher.group(1)) : List.of();
  }

  private static boolean areHosts(String authority) {
    return Arrays.stream(authority.split(",", -1))
        .allMatch(pair -> Hosts.isHost(pair) || Hosts.isHostWithPort(pair));
  }

  private static URI endpoint(Text text) throws Malformed {
    try {
      URI uri = new URI(text.value());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through: every malformed address gets the same answer
    }
    throw new Malformed(text.quoted() + " is no address", "write http://host:port or https://host");
  }

  private static Path path(Text text) throws Malformed {
    try {
      return Path.of(text.value());
    } catch (InvalidPathException e) {
      throw new Malformed(text.quoted() + " is no path", "write the path of a file");
    }
  }
}
