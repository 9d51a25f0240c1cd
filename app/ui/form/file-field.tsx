import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface FileFieldProps extends FieldFrameProps {
  /** As `.csv,.xlsx`. */
  accept?: string
}

/** The form needs `encType="multipart/form-data"`. Say the largest size in the hint. */
export function FileField({ accept, ...frame }: FileFieldProps) {
  return (
    <FieldFrame {...frame}>
      {(control) => (
        <input {...control} className="file" type="file" accept={accept} data-missing="file_missing" />
      )}
    </FieldFrame>
  )
}
