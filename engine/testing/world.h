// World: what the `given` of a test describe, as one profile; private to engine/testing.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/profile/datum.h"
#include "engine/profile/profile.h"
#include "engine/syntax/ast.h"

namespace jurat {

class World {
 public:
  World(const Vocabulary& vocabulary, const SourceMap& sources, Diagnostics& diagnostics)
      : vocabulary_(vocabulary), sources_(sources), diagnostics_(diagnostics) {}

  // A root entity opens a new world; anything else joins the present one. False when it was reported.
  bool give(const ast::TestItem& given);

  // The profile that the world makes, or nothing when it does not type (reported). Cached until something is
  // given.
  const Profile* profile();
  // The same, to keep beyond the next `given`; null before profile() made one.
  std::shared_ptr<const Profile> shared() const { return profile_; }
  // What the `given` call the elements they made.
  std::vector<std::pair<InstanceId, std::string>> names();
  // The ids that elements were given under, of this company and of those before it.
  std::vector<std::string> ids() const;

  // The elements of that id, those of the entity first, then whatever was given last.
  std::vector<InstanceId> findAll(const std::string& id, EntityId entity);
  InstanceId last();
  EntityId lastEntity() const { return given_.empty() ? EntityId{kNoId} : given_.back().entity; }

  // Sets a fact, or one option of it, on the element given last; for `cases`. Undone by restore().
  void override(const ast::Name& fact, const ast::Name& option, Datum value);
  void restore();

  // What an item says, as a profile would; `entity` is whose record it is, if it is one.
  Datum datum(const ast::Item& item, EntityId entity) const;
  Datum scalar(const ast::Expr& value) const;

 private:
  struct Given {
    EntityId entity{};
    std::string id;
    Datum record;
    std::size_t parent = kNone;  // index in given_, kNone: the implied root
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void setFields(Datum& record, EntityId entity, ast::List<ast::Field> fields) const;
  void setAnswer(Datum& record, EntityId entity, const ast::Name& name, const ast::Name& option,
                 Datum value) const;
  Datum optionsOf(const Datum* former, EntityId entity, const ast::Name& name) const;
  void wrapJudgements(Datum& record, EntityId entity);
  void wrapJudgement(Datum& answer);
  Datum document();
  Datum recordOf(std::size_t index) const;
  void addChildren(Datum& record, std::size_t index) const;
  void place(Datum& parent, const Given& given, Datum record) const;
  std::optional<std::size_t> parentFor(EntityId entity, const ast::TestItem& item);

  const Vocabulary& vocabulary_;
  const SourceMap& sources_;
  Diagnostics& diagnostics_;
  std::vector<Given> given_;
  std::vector<Given> earlier_;  // of former worlds, for `like`
  std::vector<Given> saved_;
  bool overridden_ = false;
  std::set<std::uint32_t> made_now_;  // where judgements are stated as a plain yes or no
  std::shared_ptr<const Profile> profile_;
};

}  // namespace jurat
