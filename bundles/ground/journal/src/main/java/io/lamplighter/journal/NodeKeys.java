package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of this node, in {@code $LAMP_DATA/journal}. The first node of a database makes the
 * house key; every other one gets a copy of the file, and waits for it.
 */
@Component(service = NodeKeys.class)
public final class NodeKeys {
  private static final Logger LOG = LoggerFactory.getLogger(NodeKeys.class);
  private static final Text STRANGER =
      new Text("This node lacks the journal's house key; see its log", "本节点缺少日志的共用密钥，请查看其运行日志");

  private final UnitOfWork work;
  private final Path folder;
  private final SealKey own;
  private final boolean isNew;
  private volatile @Nullable HouseKey key;
  private boolean complained;

  @Activate
  public NodeKeys(@Reference(target = "(schema=journal)") UnitOfWork work, BundleContext context)
      throws IOException {
    this(work, DataFolder.of(context).of("journal"));
  }

  /**
   * @throws IOException when the node's own key cannot be read or made
   */
  public NodeKeys(UnitOfWork work, Path folder) throws IOException {
    this.work = work;
    this.folder = Files.createDirectories(folder);
    isNew = !TrustedKeys.existIn(folder);
    own = SealKey.open(folder);
  }

  Path folder() {
    return folder;
  }

  SealKey own() {
    return own;
  }

  /** Whether this is the first start of a version that keeps its own word for what it sealed. */
  boolean isNew() {
    return isNew;
  }

  /**
   * @throws Refusal.Unavailable while the node has none and another one has it, or the database is
   *     away
   */
  HouseKey key() {
    HouseKey known = key;
    return known == null ? load() : known;
  }

  private synchronized HouseKey load() {
    if (key == null) {
      key = work.call(transaction -> enter(transaction.connection()));
    }
    return key;
  }

  private HouseKey enter(Connection connection) throws SQLException, IOException {
    KeyTable.lock(connection);
    HouseKey mine = HouseKey.read(folder);
    boolean inhabited = KeyTable.introduced(connection);
    if (mine == null && !inhabited) {
      mine = HouseKey.make(folder, EntryTable.last(connection));
      LOG.info("Made the journal's house key; copy {} to every further node", folder);
    }
    if (mine == null || (inhabited && KeyTable.of(connection, mine).isEmpty())) {
      throw stranger(mine == null ? "has no" : "has another");
    }
    KeyTable.publish(connection, own, mine);
    return mine;
  }

  private Refusal.Unavailable stranger(String what) {
    if (!complained) {
      complained = true;
      LOG.error(
          "This node {} house key, and others work on this database: nothing is written to the"
              + " journal here. Copy journal/house-key of a working node to {}.",
          what,
          folder);
    }
    return new Refusal.Unavailable(STRANGER, new IllegalStateException("no house key"));
  }
}
