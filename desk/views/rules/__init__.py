"""What the pages of the rule desk show, shaped for their templates."""
