package io.lamplighter.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.GeneratedValue;
import javax.persistence.GenerationType;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "note")
class NoteEntity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(nullable = false)
  private @Nullable String body;

  private @Nullable String extra;

  @Version private long version;

  protected NoteEntity() {}

  NoteEntity(String body, @Nullable String extra) {
    this.body = body;
    this.extra = extra;
  }

  long id() {
    return id;
  }

  @Nullable String body() {
    return body;
  }

  void body(String text) {
    body = text;
  }
}
