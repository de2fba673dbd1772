/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plain value, or a map or a list of such, as deep as one likes.
 *
 * @param placeholder stands for a name in the reference, for example {@code attribute}
 * @param name the form of names in maps
 */
public record TreeOf<T>(String placeholder, Scalar<String> name, Scalar<T> leaf)
    implements Kind<Tree<T>> {

  @Override
  public String label() {
    return leaf.label() + ", or a map or a list of such";
  }

  @Override
  public Optional<Tree<T>> read(YamlNode node, Place key, Reading reading) {
    if (node instanceof YamlNode.Entries) {
      return new MapOf<>(placeholder, name, this).read(node, key, reading).map(Tree.Members::new);
    } else if (node instanceof YamlNode.Items list) {
      return items(list, key, reading);
    }
    return leaf.read(node, key, reading)
        .map(value -> new Tree.Leaf<>(new Located<>(value, Reading.at(node, key))));
  }

  private Optional<Tree<T>> items(YamlNode.Items list, Place key, Reading reading) {
    List<Tree<T>> items = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      read(item, Reading.at(item, key.item(i)), reading).ifPresent(items::add);
    }
    if (list.items().isEmpty()) {
      reading.add(
          ConfigCode.BAD_VALUE,
          Reading.at(list, key),
          "the list is empty",
          "write at least " + leaf.label());
    }
    boolean complete = !items.isEmpty() && items.size() == list.items().size();
    return complete ? Optional.of(new Tree.Items<>(items)) : Optional.empty();
  }
}
