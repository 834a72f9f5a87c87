package io.lamplighter.api.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fact's data from its record and back: what is null is left out, what is too much passed over. A
 * bundle's own records are seen by nobody else, and read and written all the same.
 */
final class FactData {
  /** What Java finds out slowly, once for each record. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> record) {
          return Shape.of(record);
        }
      };

  /**
   * Which of a family is the data of a type, found once: there are as many as entries have types.
   */
  private static final ClassValue<Map<String, Optional<Class<?>>>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<Class<?>>> computeValue(Class<?> family) {
          return new ConcurrentHashMap<>();
        }
      };

  private FactData() {}

  private record Field(String name, boolean inline, Class<?> type, Type generic, Method reader) {
    static Field of(RecordComponent component) {
      component.getAccessor().setAccessible(true);
      FactType.Name name = component.getAnnotation(FactType.Name.class);
      return new Field(
          name == null ? component.getName() : name.value(),
          component.isAnnotationPresent(FactType.Inline.class),
          component.getType(),
          component.getGenericType(),
          component.getAccessor());
    }
  }

  private record Shape(List<Field> fields, Set<String> names, Constructor<?> maker) {
    /** Of the fields of a record and of those that stand inline in it. */
    private static Stream<String> names(Class<?> record) {
      return Arrays.stream(record.getRecordComponents())
          .map(Field::of)
          .flatMap(
              field ->
                  field.inline() && field.type().isRecord()
                      ? names(field.type())
                      : Stream.of(field.name()));
    }

    static Shape of(Class<?> record) {
      List<Field> fields = Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
      try {
        Constructor<?> maker =
            record.getDeclaredConstructor(
                fields.stream().map(Field::type).toArray(Class<?>[]::new));
        maker.setAccessible(true);
        return new Shape(fields, names(record).collect(Collectors.toSet()), maker);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The types that a record is the data of; none, when it is a part of another one. */
  static List<String> types(Class<?> record) {
    FactType types = record.getAnnotation(FactType.class);
    return types == null ? List.of() : List.of(types.value());
  }

  /** Whether a record is the data of this type: by name, or as one of all with its participle. */
  static boolean isFor(Class<?> record, String type) {
    List<String> types = types(record);
    return types.contains(type) || types.contains("*" + type.substring(type.indexOf('.')));
  }

  /** The record, itself or of a sealed family, that is the data of this type. */
  static Optional<Class<?>> of(Class<?> family, String type) {
    return MEMBERS.get(family).computeIfAbsent(type, t -> find(family, t));
  }

  private static Optional<Class<?>> find(Class<?> family, String type) {
    if (isFor(family, type)) {
      return Optional.of(family);
    }
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses())
            .flatMap(member -> find(member, type).stream())
            .findFirst()
        : Optional.empty();
  }

  static Map<String, Object> write(Record facts) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (Field field : SHAPES.get(facts.getClass()).fields()) {
      Object value = written(get(field, facts));
      if (value == null) {
        continue;
      }
      if (field.inline()) {
        ((Map<?, ?>) value).forEach((name, part) -> data.putIfAbsent((String) name, part));
      } else {
        data.put(field.name(), value);
      }
    }
    return data;
  }

  private static @Nullable Object written(@Nullable Object value) {
    if (value instanceof Record part) {
      return write(part);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> Objects.requireNonNull(written(item))).toList();
    }
    return value instanceof Instant time ? time.toString() : value;
  }

  /**
   * @throws IllegalArgumentException when a field holds something else than the record says
   */
  static <R> R read(Class<R> type, Map<?, ?> data) {
    Shape shape = SHAPES.get(type);
    // No streams here or below: each entry passes by as often as it has followers.
    @Nullable Object[] values = new @Nullable Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = shape.fields().get(i);
      values[i] = value(field.generic(), given(field, shape.names(), data), field.name());
    }
    try {
      return type.cast(shape.maker().newInstance(values));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " cannot be read", e);
    }
  }

  /** Inline stands what the record has no other field for; all of it, for a record. */
  private static @Nullable Object given(Field field, Set<String> names, Map<?, ?> data) {
    if (!field.inline()) {
      return data.get(field.name());
    }
    if (field.type().isRecord()) {
      return data;
    }
    Map<Object, Object> rest = new LinkedHashMap<>(data);
    rest.keySet().removeAll(names);
    return rest;
  }

  private static @Nullable Object value(Type type, @Nullable Object given, String name) {
    if (type instanceof ParameterizedType many) {
      if (many.getRawType() != List.class) {
        return expect(Map.class, given, name);
      }
      List<?> list = expect(List.class, given, name);
      if (list == null) {
        return null;
      }
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(value(many.getActualTypeArguments()[0], item, name)));
      return items;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      Map<?, ?> part = expect(Map.class, given, name);
      return part == null ? null : read(plain, part);
    }
    if (plain == Instant.class) {
      String text = expect(String.class, given, name);
      return text == null ? null : Instant.parse(text);
    }
    if (plain == boolean.class) {
      return Boolean.TRUE.equals(expect(Boolean.class, given, name));
    }
    if (plain == long.class || plain == Long.class) {
      Number number = expect(Number.class, given, name);
      return number != null
          ? Long.valueOf(number.longValue())
          : plain == long.class ? Long.valueOf(0) : null;
    }
    if (plain == int.class || plain == Integer.class) {
      Number number = expect(Number.class, given, name);
      return number != null
          ? Integer.valueOf(number.intValue())
          : plain == int.class ? Integer.valueOf(0) : null;
    }
    return expect(plain, given, name);
  }

  private static <V> @Nullable V expect(Class<V> type, @Nullable Object given, String name) {
    if (given == null || type.isInstance(given)) {
      return type.cast(given);
    }
    throw new IllegalArgumentException(name + " is no " + type.getSimpleName() + ": " + given);
  }

  private static @Nullable Object get(Field field, Record facts) {
    try {
      return field.reader().invoke(facts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
