//! A policy as it was written: values with their places, before anybody has judged them.

use core::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, Serializer};
use serde::{Deserialize, Serialize};

/// A value and where it stands.
#[derive(Clone, PartialEq)]
pub struct Node {
    /// First byte in the file it came from; 0 where there is no file.
    pub at: u32,
    /// The value.
    pub value: Value,
}

/// What JSON can say.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// `null`, which is the same as nothing.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in its own order. A key may stand twice; then the later one counts.
    Map(Vec<Member>),
}

/// One key of an object with its value.
#[derive(Clone, PartialEq)]
pub struct Member {
    /// The key.
    pub name: String,
    /// First byte of the key.
    pub at: u32,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// A value that comes from no file.
    pub const fn new(value: Value) -> Self {
        Self { at: 0, value }
    }

    /// An object without keys.
    pub const fn empty() -> Self {
        Self::new(Value::Map(Vec::new()))
    }

    /// The members of an object; none for what is no object.
    pub fn members(&self) -> &[Member] {
        if let Value::Map(members) = &self.value { members } else { &[] }
    }

    /// The value of a key, unless it is `null`.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let found = self.members().iter().rev().find(|member| member.name == name)?;
        (found.node.value != Value::Null).then_some(&found.node)
    }

    /// The items of a list; none for what is no list.
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The flag, if it is one.
    pub const fn flag(&self) -> Option<bool> {
        if let Value::Flag(flag) = self.value { Some(flag) } else { None }
    }

    /// The whole number that it is, if it is one.
    pub fn count(&self) -> Option<u32> {
        match self.value {
            Value::Number(number) if number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number) => Some(number as u32),
            _ => None,
        }
    }
}

// PRIVACY: names of staff and much else may stand in a policy; it has no business in a log.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Node({})", self.members().len())
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            // A count is written as one: `90`, not `90.0`.
            Value::Number(_) if self.count().is_some() => serializer.serialize_u32(self.count().unwrap_or(0)),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for member in members {
                    map.serialize_entry(&member.name, &member.node)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything).map(Self::new)
    }
}

/// Takes whatever comes.
struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some((name, node)) = map.next_entry()? {
            members.push(Member { name, at: 0, node });
        }
        Ok(Value::Map(members))
    }
}
