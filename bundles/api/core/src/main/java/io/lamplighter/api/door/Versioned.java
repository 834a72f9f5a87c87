package io.lamplighter.api.door;

/**
 * What a method of a {@link Resource} answers with a thing that has versions: the thing as it is
 * shown, and its version. The door makes the {@code ETag} of it, and 304 for whoever has it
 * already. Shown as a text, in another form than JSON, it has another tag, good for the same {@code
 * If-Match}. A thing without a version has an ETag too, made of what is shown.
 */
public record Versioned<V>(V shown, long version) {}
