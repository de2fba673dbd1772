/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.type.Types;

/** The parts of the reference that are written by hand. */
final class ReferenceText {
  static final String INTRODUCTION =
      """
      <!-- Generated from the declarations in module config: change those, then run
           mvn -pl config -am test -Dtandem.docs=write -->
      # tandem.yaml

      One file describes a pipeline: which database is captured, which Kafka lies between, which
      databases are kept in step, and how tables become entities: [mapping.md](mapping.md) shows that by
      examples. All processes of a pipeline read the same file.

      `tandem check` reads it and tells every problem at once, each with its line and column, and
      with what to do:

      ```
      tandem.yaml:12:5 TD-CFG-UNKNOWN-KEY sources: no such key here; did you mean 'source'?
      ```

      A key that does not exist is a problem, and nothing is started or changed before the file is
      clean. The shortest file that runs is a source and one entity; Kafka and the targets are then
      embedded servers:

      ```yaml
      name: loans
      source:
        mysql: {host: localhost, user: root, password: secret, databases: [shop]}
      domains:
        sales:
          entities:
            order: {from: shop.orders, to: {postgres: {}}}
      ```

      A pipeline captures one server. Of a SQL Server, tables are named with their schema, see
      [Tables](#tables):

      ```yaml
      name: loans
      source:
        sqlserver:
          host: db.internal
          user: tandem
          password: "${SQLSERVER_PASSWORD}"
          databases: [shop]
      domains:
        sales:
          entities:
            order: {from: shop.dbo.Orders, to: {postgres: {}}}
      ```

      ## In an editor

      [tandem.schema.json](tandem.schema.json) is a JSON Schema of the file: editors complete keys
      with it, show what they mean and underline those that do not exist. Editors with the YAML
      language server (VS Code, Neovim, Emacs and others) look for it in the file's first line, as a
      path from the file or a URL; others have a setting that maps `tandem.yaml` to it:

      ```
      # yaml-language-server: $schema=docs/tandem.schema.json
      ```

      It takes what `tandem check` takes, and more: references, templates, types and what one part
      of the file has to do with another only `tandem check` can tell.
      """;

  static final String VALUES =
      """
      ## Values

      The file is YAML 1.2 in UTF-8, at most 4 MiB. Aliases (`*name`) and tags (`!name`) are not
      taken, so that each value is just what stands in its line. `{ }` and `[ ]` may be used
      anywhere; inside them a value that holds `,` `{` `}` `[` or `]` must be in quotes.

      ### References and secrets

      Any value may hold references, alone or amid other text:

      | Reference | Stands for |
      |---|---|
      | `${NAME}` | the environment variable `NAME` |
      | `${file:/run/secrets/name}` | what the file holds, without line breaks at its end; at most 64 KiB |
      | `$${` | `${` itself |

      A reference that leads nowhere is a problem. Names of keys hold no references.

      Passwords, access keys and Kafka's login must be references, unless every host of their
      server is this machine by name (`localhost`, `127.x.x.x` or `[::1]`): a first try needs no
      ceremony, and the password of a server elsewhere never gets into version control. Tandem keeps
      the reference, and can read a secret again after it was changed.

      ### Durations

      A whole number and `d`, `h`, `m` or `s`: `90d`, `12h`, `30m`, `10s`.

      ### Types

      A field has the type that holds every value of its column, unless `type` says otherwise:
      """
          + "`"
          + Types.SPELLINGS.replace(", ", "`, `")
          + "`.\n"
          + """

      ### Key templates

      The keys of DynamoDB items are texts made of fields: `"CUSTOMER#{customer_id}"`. A date or time
      may have a format, in UTC: `{log_timestamp:yyyy-MM-dd}`. The fields are those of the entity,
      after naming. `ttl` is one field and a duration: `"{log_timestamp} + 90d"`. Two fields need a
      character between them. Where there are several texts in a template, all but the last are
      escaped: `%` and the template's own characters become `%25` and so on, so that `a#b` and `c` do
      not make the key of `a` and `b#c`.

      ### Names

      Names of pipelines, domains and entities are lower-case, so that they are the same name in
      Kafka, PostgreSQL, metrics and file systems. Columns become fields in `snake_case` unless the
      domain says `naming: as_is`: the new database is the one to live with, `customer_id` needs no
      quotes there and `CustomerId` always does. A column that is spelled so already stays as it is.

      ### Tables

      A table of MySQL is `database.table`, one of a SQL Server `database.schema.table`. The schema
      `dbo` is meant where there is none: `shop.Orders` is `shop.dbo.Orders`, `shop.*` are the
      tables of `dbo`, and `shop.*.*` those of every schema.

      Names are spelled as the source's catalogue spells them, capitals included, also where the
      server itself takes `orders` for `Orders`. They stand without brackets or backticks, whatever
      they hold: `from: "shop.dbo.Order Lines"`. A name that holds a dot, or ends in a blank, cannot
      be written.
      """;

  static final String TRANSFORMS =
      """
      ### Transforms

      `transform` is one of these, or a list of them that are done in turn. Arguments may be in single
      or double quotes, and must be if they hold a comma, a bracket or blanks at an end. A value that
      a transform cannot work on makes the row a dead letter with `E_TRANSFORM`. `?` marks an argument
      that may be left out, `...` one that may be repeated.

      """;

  static final String KAFKA_PROPERTIES =
      """
      ## Kafka properties that are refused

      Also with the prefixes `producer.`, `consumer.` and `admin.`.

      """;

  static final String PROBLEMS =
      """
      ## Problems

      """;

  private ReferenceText() {}
}
