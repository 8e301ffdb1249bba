extension RuleBook {
  /// The rules in `Rules/Privileges`, by file name.
  static let privileges: [any ReviewRule] = [
    ExtensionInPublic(),
    ForeignServerOrDblink(),
    GrantWidening(),
    InsufficientPrivilege(),
    ObjectOwnerMismatch(),
    OwnershipChange(),
    PasswordLiteral(),
    PrivilegeChange(),
    PublicSchemaCreate(),
    ReplicationRoleReplica(),
    RoleNotSet(),
    SecurityDefinerPublicExecute(),
    SecurityDefinerWithoutSearchPath(),
    SensitiveColumnAdded(),
    SuperuserOperation(),
    ViewBypassesRls(),
  ]
}
